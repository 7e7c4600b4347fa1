//go:build !linux

package app

import (
	"context"
	"os/exec"
	"runtime"
)

// showFile shows a file in its folder and says whether anything did.
func showFile(_ context.Context, path string) bool {
	if runtime.GOOS == "darwin" {
		return exec.Command("open", "-R", path).Run() == nil
	}
	// Explorer says 1 whatever came of it.
	return exec.Command("explorer", "/select,"+path).Start() == nil
}
