// Package trials does to a journal what life does: it kills the program in the
// middle of everything, cuts the power, fills the disk, and lets three days of use
// go by in minutes; and it asks for every acknowledged word afterwards. It has no
// code of its own; the tests are all there is.
//
// A child process (child_test.go) does one deed again and again (deeds_test.go)
// and says what it is about to do and what was done. The parent keeps a book of it
// (book_test.go), brings the disaster at a moment within the deed (life_test.go),
// and compares.
//
// go test runs the short form. With AFTERGLOW_TRIALS=long (make test-long) the
// numbers of docs/trials.md come out. What mounts disks of its own takes root and
// is behind the build tag of that name (make test-root).
package trials
