//go:build !unix

package command

// regular reads nothing: there is one way for all files.
func (in *input) regular(string) (text string, ok bool) { return "", false }
