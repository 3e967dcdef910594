// Package alone keeps one window for each journal: a second start finds the first
// one and tells it to come forward, or to open a sealed file, instead of opening a
// window of its own.
//
// # Contract
//
//   - The first is who holds a lock (flock) on a file beside the socket. The system
//     gives it up with the process, so nothing a crash leaves behind is an obstacle,
//     and a process that replaces itself can claim again at once.
//   - Claim is for the first: from then on what others tell is handed to heard, one
//     goroutine for each. The teller gets its answer when heard has returned nil,
//     so an answer means that the window has acted.
//   - Tell is for the second, once Claim gave ErrTaken. It ends within Patience:
//     with nil when the window has acted, or with ErrSilent.
//   - A message is short and says one of two things: come forward; come forward and
//     open this file. The file is an absolute path of a regular file. Whatever else
//     arrives, of whatever length and however slowly, is dropped unanswered.
//   - Only the same user is heard: socket and lock are in a folder of mode 0700, and
//     where the system names the peer (Linux, macOS) its user is compared.
//   - The names there are hashes of the journal folder's real path. The folder need
//     not exist.
//
// It does not protect the journal from two writers; the lock inside the vault does.
package alone
