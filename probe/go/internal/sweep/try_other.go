//go:build !linux

package sweep

import "context"

func try(ctx context.Context, t task, tell note) { dialEach(ctx, t, tell) }
