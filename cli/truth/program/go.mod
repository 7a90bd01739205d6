module hostnet.example/somebody

go 1.19
