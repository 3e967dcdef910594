//go:build !unix

package place

// KeepPrivate does nothing here: a user's own folders are private already.
func KeepPrivate() {}
