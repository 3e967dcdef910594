package alone

import (
	"context"
	"errors"
	"net"
	"os"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

// Patience is how long a second start waits for the first to act.
const Patience = 3 * time.Second

var (
	// ErrTaken: another process has the window of this journal.
	ErrTaken = errors.New("another window has this journal")
	// ErrSilent: it does not answer.
	ErrSilent = errors.New("the other window does not answer")
)

// Message is what a second start tells the first window: to come forward, and,
// with Open, to open that sealed file. Open is an absolute path.
type Message struct{ Open string }

// Only is the claim of this process on the window of one journal at a time.
type Only struct {
	heard func(context.Context, Message) error

	mu   sync.Mutex
	held *claim // nil once it was closed
}

// claim is one journal's lock and socket.
type claim struct {
	spot   spot
	lock   *flock.Flock
	socket net.Listener
	ended  chan struct{} // closed when nothing is being heard any more
}

// Claim makes this process the one with a window of the folder's journal, or gives
// ErrTaken. heard is called, each time on a goroutine of its own, with what other
// starts tell; it acts, and gives an error where it could not before its context
// ended.
func Claim(folder string, heard func(context.Context, Message) error) (*Only, error) {
	o := &Only{heard: heard}
	if err := o.Move(folder); err != nil {
		return nil, err
	}
	return o, nil
}

// Move gives up the claim for one on another folder. When that is taken, or fails,
// the old one stays.
func (o *Only) Move(folder string) error {
	s, err := spotOf(folder)
	if err != nil {
		return err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.held != nil && o.held.spot == s {
		return nil
	}
	next, err := take(s)
	if err != nil {
		return err
	}
	go next.listen(o.heard)
	if o.held != nil {
		o.held.giveUp()
	}
	o.held = next
	return nil
}

// Close gives up the claim.
func (o *Only) Close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.held != nil {
		o.held.giveUp()
		o.held = nil
	}
}

// take locks the spot and opens its socket. A socket that is there already was left
// behind by a process that ended: whoever has the lock may take it away.
func take(s spot) (*claim, error) {
	lock := flock.New(s.lock, flock.SetPermissions(0o600))
	ok, err := lock.TryLock()
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, ErrTaken
	}
	_ = os.Remove(s.socket)
	socket, err := net.Listen("unix", s.socket)
	if err == nil {
		if err = os.Chmod(s.socket, 0o600); err != nil {
			socket.Close()
		}
	}
	if err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return &claim{spot: s, lock: lock, socket: socket, ended: make(chan struct{})}, nil
}

// giveUp ends listening first: the socket's file is gone before the lock is free.
// The lock's file stays, for taking it away could take it from the next who locks it.
func (c *claim) giveUp() {
	c.socket.Close()
	<-c.ended
	_ = c.lock.Close()
}

// Tell tells the window that has the folder's journal, and waits for it to act.
func Tell(ctx context.Context, folder string, m Message) error {
	s, err := spotOf(folder)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	// It may have the lock and not the socket yet, or be just replacing itself.
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		if tellOnce(ctx, s.socket, m) == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ErrSilent
		case <-again.C:
		}
	}
}

// tellOnce fails at once when nobody listens, and otherwise when the time is over.
func tellOnce(ctx context.Context, socket string, m Message) error {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "unix", socket)
	if err != nil {
		return err
	}
	defer conn.Close()
	if deadline, ok := ctx.Deadline(); ok {
		if err := conn.SetDeadline(deadline); err != nil {
			return err
		}
	}
	if !sameUser(conn) {
		return ErrSilent
	}
	return ask(conn, m)
}
