package transfer

import (
	"context"
	"path"

	"niandang/archive"
)

func earkFolder(p *Plan, it archive.Item) string {
	return path.Join("representations/rep1/data", safeName(it.Code))
}

func writeEARKItem(context.Context, *packer, Planned, []written) error { return nil }

func closeEARK(context.Context, *packer, [][]written) error { return nil }
