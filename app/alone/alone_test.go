//go:build unix

package alone

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"afterglow/app/again"
)

const envTrial = "AFTERGLOW_TEST_ALONE"

// TestMain is also a process that claims the folder of its argument: it says so, and
// then waits, or replaces itself once by one that does the same.
func TestMain(m *testing.M) {
	how := os.Getenv(envTrial)
	if how == "" {
		os.Exit(m.Run())
	}
	folder := os.Args[len(os.Args)-1]
	_, err := Claim(folder, acts(nil))
	fmt.Println(os.Getpid(), err)
	if how == "replace" && len(os.Args) == 2 {
		fmt.Println(again.Replace([]string{"again", folder}, "", nil))
	}
	_, _ = io.Copy(io.Discard, os.Stdin)
}

// starts runs the process above, and gives the lines it prints.
func starts(t *testing.T, how, folder string) (*exec.Cmd, func() string) {
	t.Helper()
	child := exec.Command(os.Args[0], folder)
	child.Env = append(os.Environ(), envTrial+"="+how)
	in, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := child.StdoutPipe()
	if err == nil {
		err = child.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		_ = child.Wait()
	})
	return child, func() string {
		var line string
		_, _ = fmt.Fscanln(out, new(int), &line)
		return line
	}
}

// home gives the test a runtime folder of its own, with a short name.
func home(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "ag")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	for _, name := range []string{"XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "HOME"} {
		t.Setenv(name, filepath.Join(dir, name))
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// acts is a window that does what it is told, and says what that was.
func acts(told chan Message) func(context.Context, Message) error {
	return func(_ context.Context, m Message) error {
		if told != nil {
			told <- m
		}
		return nil
	}
}

// claims claims a folder for the length of the test.
func claims(t *testing.T, folder string, heard func(context.Context, Message) error) *Only {
	t.Helper()
	o, err := Claim(folder, heard)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(o.Close)
	return o
}

func TestTheSecondTellsTheFirst(t *testing.T) {
	folder := filepath.Join(home(t), "journal")
	told := make(chan Message, 1)
	claims(t, folder, acts(told))
	if _, err := Claim(folder, acts(nil)); !errors.Is(err, ErrTaken) {
		t.Fatalf("a second claim gives %v", err)
	}
	if err := Tell(t.Context(), folder, Message{}); err != nil || <-told != (Message{}) {
		t.Fatalf("it could not be raised: %v", err)
	}
	for _, name := range []string{"plain.afterglow", "two words\nand a line.afterglow", "no\xffletter.afterglow", strings.Repeat("n", 200)} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := Tell(t.Context(), folder, Message{Open: path}); err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		if got := <-told; got.Open != path {
			t.Errorf("told %q, heard %q", path, got.Open)
		}
	}
}

func TestAJournalHasOneNameHoweverItIsWritten(t *testing.T) {
	dir := home(t)
	link := filepath.Join(dir, "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	claims(t, filepath.Join(dir, "journal"), acts(nil))
	for _, same := range []string{"journal", "./journal/", filepath.Join(link, "journal"), filepath.Join(dir, "x", "..", "journal")} {
		if _, err := Claim(same, acts(nil)); !errors.Is(err, ErrTaken) {
			t.Errorf("%s is another journal: %v", same, err)
		}
	}
	claims(t, filepath.Join(dir, "other"), acts(nil))
}

func TestNothingThatACrashLeavesIsInTheWay(t *testing.T) {
	folder := filepath.Join(home(t), "journal")
	child, says := starts(t, "wait", folder)
	if line := says(); line != "<nil>" {
		t.Fatal(line)
	}
	if _, err := Claim(folder, acts(nil)); !errors.Is(err, ErrTaken) {
		t.Fatalf("beside another process: %v", err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait()
	s, _ := spotOf(folder)
	if _, err := os.Lstat(s.socket); err != nil {
		t.Fatalf("the trial shows nothing: the crash left no socket: %v", err)
	}
	told := make(chan Message, 1)
	claims(t, folder, acts(told))
	if err := Tell(t.Context(), folder, Message{}); err != nil {
		t.Fatal(err)
	}
}

func TestAProcessThatReplacesItselfClaimsAgain(t *testing.T) {
	folder := filepath.Join(home(t), "journal")
	_, says := starts(t, "replace", folder)
	for _, when := range []string{"before", "after"} {
		if line := says(); line != "<nil>" {
			t.Fatalf("%s: %s", when, line)
		}
	}
	if err := Tell(t.Context(), folder, Message{}); err != nil {
		t.Fatalf("the fresh process is not told: %v", err)
	}
}

func TestMovingToAnotherJournal(t *testing.T) {
	dir := home(t)
	one, two, three := filepath.Join(dir, "1"), filepath.Join(dir, "2"), filepath.Join(dir, "3")
	told := make(chan Message, 1)
	o := claims(t, one, acts(told))
	claims(t, three, acts(nil))
	if err := o.Move(three); !errors.Is(err, ErrTaken) {
		t.Fatalf("to a taken one: %v", err)
	}
	if err := Tell(t.Context(), one, Message{}); err != nil {
		t.Fatalf("the old claim is gone after a move that failed: %v", err)
	}
	<-told
	if err := o.Move(two); err != nil {
		t.Fatal(err)
	}
	if err := Tell(t.Context(), two, Message{}); err != nil {
		t.Fatalf("after the move: %v", err)
	}
	claims(t, one, acts(nil)) // free again
}

// A window that hangs does not keep the second start waiting, nor does it act later
// on what was given up.
func TestAWindowThatHangsIsGivenUp(t *testing.T) {
	folder := filepath.Join(home(t), "journal")
	claims(t, folder, func(ctx context.Context, _ Message) error {
		<-ctx.Done()
		return ctx.Err()
	})
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if err := Tell(ctx, folder, Message{}); !errors.Is(err, ErrSilent) {
		t.Errorf("%v", err)
	}
	if patienceWithPeers >= Patience {
		t.Error("the window would act after the second start has given up")
	}
}

func TestStrangersAreNotHeard(t *testing.T) {
	dir := home(t)
	folder := filepath.Join(dir, "journal")
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	told := make(chan Message, 100)
	o := claims(t, folder, acts(told))
	for name, text := range map[string]string{
		"nothing":               "",
		"another protocol":      "GET / HTTP/1.1\r\n\r\n",
		"a later version":       "afterglow window 2\n",
		"half a head":           head[:5],
		"a relative path":       head + "file",
		"a path that goes back": head + dir + "/x/../file",
		"a path with a zero":    head + file + "\x00",
		"a folder":              head + dir,
		"a pipe":                head + pipe,
		"a file that is not":    head + file + "2",
		"far too much":          head + file + strings.Repeat("/", 1<<20),
	} {
		conn, err := net.Dial("unix", o.held.spot.socket)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(conn, text) // it may hang up before the end
		_ = conn.(*net.UnixConn).CloseWrite()
		if got, _ := io.ReadAll(conn); len(got) != 0 {
			t.Errorf("%s was answered %q", name, got)
		}
		conn.Close()
	}
	// As many as it hears at once, and they say nothing: the others are hung up on,
	// and when they have gone all is as before.
	var quiet []net.Conn
	for range 3 * hearMost {
		conn, err := net.Dial("unix", o.held.spot.socket)
		if err != nil {
			t.Fatal(err)
		}
		quiet = append(quiet, conn)
	}
	for _, conn := range quiet {
		conn.Close()
	}
	if err := Tell(t.Context(), folder, Message{Open: file}); err != nil {
		t.Fatalf("after strangers: %v", err)
	}
	if m := <-told; m.Open != file || len(told) != 0 {
		t.Errorf("heard %v, and %d more", m, len(told))
	}
}

func TestSocketAndLockAreTheOwnersAloneWhateverTheUmask(t *testing.T) {
	for _, umask := range []int{0, 0o077} {
		dir := home(t)
		before := syscall.Umask(umask)
		o, err := Claim(filepath.Join(dir, "journal"), acts(nil))
		syscall.Umask(before)
		if err != nil {
			t.Fatal(err)
		}
		for path, want := range map[string]os.FileMode{
			filepath.Dir(o.held.spot.socket): 0o700 | os.ModeDir,
			o.held.spot.socket:               0o600 | os.ModeSocket,
			o.held.spot.lock:                 0o600,
		} {
			if info, err := os.Lstat(path); err != nil || info.Mode() != want {
				t.Errorf("umask %o: %s is %v, %v", umask, filepath.Base(path), info.Mode(), err)
			}
		}
		o.Close()
	}
}

func TestWhereTheSocketIs(t *testing.T) {
	dir := home(t)
	in := func(want string) {
		t.Helper()
		s, err := spotOf(filepath.Join(dir, "journal"))
		if err != nil || filepath.Dir(s.socket) != filepath.Join(dir, want) {
			t.Errorf("%s, %v; want it in %s", s.socket, err, want)
		}
		if strings.Contains(s.socket+s.lock, "journal") {
			t.Errorf("the name tells the folder: %s", s.socket)
		}
	}
	in("XDG_RUNTIME_DIR/afterglow")
	// A link that someone put there is not followed.
	room := filepath.Join(dir, "XDG_RUNTIME_DIR", "afterglow")
	if err := errors.Join(os.Remove(room), os.Symlink(t.TempDir(), room)); err != nil {
		t.Fatal(err)
	}
	in("XDG_CACHE_HOME/afterglow/window")
	// A name that does not fit into a socket's address.
	long := filepath.Join(dir, strings.Repeat("long", 20))
	if err := os.Mkdir(long, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_RUNTIME_DIR", long)
	in("XDG_CACHE_HOME/afterglow/window")
	for _, name := range []string{"XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "HOME"} {
		t.Setenv(name, "")
	}
	if _, err := Claim(filepath.Join(dir, "journal"), acts(nil)); err == nil || errors.Is(err, ErrTaken) {
		t.Errorf("with no folder at all: %v", err)
	}
}
