// Package docs holds the documentation to the truth. Its tests read a journal by
// FORMAT.md alone, and look up every promise of SECURITY.md.
package docs
