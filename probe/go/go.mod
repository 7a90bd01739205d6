module hostnet/helper

go 1.19
