package alone

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A message is its head, and the path after it up to the end; the answer is one
// word. There is nothing in it to parse, and nothing that could be misread.
const (
	head     = "afterglow window 1\n"
	answer   = "done\n"
	longest  = len(head) + 4096 // no system opens a longer path
	hearMost = 8                // at the same time; more are dropped
)

// patienceWithPeers is how long one may take to say what it wants, and how long the
// window may take to do it. It is less than Patience, so that who waits hears of it.
const patienceWithPeers = 2 * time.Second

var errStrange = errors.New("not a message")

// ask sends a message and waits for the answer.
func ask(conn net.Conn, m Message) error {
	if _, err := io.WriteString(conn, head+m.Open); err != nil {
		return err
	}
	if half, ok := conn.(interface{ CloseWrite() error }); ok {
		if err := half.CloseWrite(); err != nil {
			return err
		}
	}
	got := make([]byte, len(answer))
	if _, err := io.ReadFull(conn, got); err != nil || string(got) != answer {
		return ErrSilent
	}
	return nil
}

// listen hears whoever comes until the socket is closed.
func (c *claim) listen(heard func(context.Context, Message) error) {
	defer close(c.ended)
	places := make(chan struct{}, hearMost)
	for {
		conn, err := c.socket.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			time.Sleep(100 * time.Millisecond) // out of files, say; it may pass
			continue
		}
		select {
		case places <- struct{}{}:
			go func() {
				hear(conn, heard)
				<-places
			}()
		default:
			conn.Close()
		}
	}
}

// hear hears one peer, and answers when what it wants was done.
func hear(conn net.Conn, heard func(context.Context, Message) error) {
	defer conn.Close()
	ctx, cancel := context.WithTimeout(context.Background(), patienceWithPeers)
	defer cancel()
	deadline, _ := ctx.Deadline()
	if conn.SetDeadline(deadline) != nil || !sameUser(conn) {
		return
	}
	text, err := io.ReadAll(io.LimitReader(conn, int64(longest)+1))
	if err != nil {
		return
	}
	m, err := read(string(text))
	if err == nil && heard(ctx, m) == nil {
		_, _ = io.WriteString(conn, answer)
	}
}

// read takes nothing but a message as Tell writes it.
func read(text string) (Message, error) {
	path, ok := strings.CutPrefix(text, head)
	if !ok || len(text) > longest {
		return Message{}, errStrange
	}
	if path == "" {
		return Message{}, nil
	}
	if strings.ContainsRune(path, 0) || !filepath.IsAbs(path) || filepath.Clean(path) != path {
		return Message{}, errStrange
	}
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return Message{}, errStrange // a pipe would keep who opens it waiting
	}
	return Message{Open: path}, nil
}
