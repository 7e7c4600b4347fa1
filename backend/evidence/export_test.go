package evidence

import (
	"context"
	"io"
)

// ReadFrom reads a file of any size that is never on a disk.
func ReadFrom(ctx context.Context, size int64, from func() io.Reader, o Options) ([]*Document, error) {
	one := file{path: "stream", size: size, from: func() (io.ReadCloser, error) { return io.NopCloser(from()), nil }}
	return readTree(ctx, &tree{path: "stream", files: []file{one}}, o)
}
