// Package pagetest is what the tests of pages share: a shell that remembers
// what it was asked for, a real journal in a folder of its own, and a window in
// which a page is shown as the real shell shows it. Only tests import it.
package pagetest
