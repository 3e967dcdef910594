//go:build unix

package crash

import (
	"errors"
	"fmt"
	"log"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

const (
	envTrial = "AFTERGLOW_TEST_CRASH"
	secret   = "the words of an evening"
)

// endings are ways to end badly, or not to end at all.
var endings = map[string]func(){
	"a panic with words":    func() { panic("cannot draw " + secret) },
	"a panic with an error": func() { panic(errors.New(secret)) },
	"a panic beside main": func() {
		go func() { panic(secret) }()
		select {}
	},
	"a panic after a recover": func() {
		defer func() { panic(fmt.Sprint("again ", recover())) }()
		panic(secret)
	},
	"a library that prints": func() {
		_, _ = unix.Write(2, []byte(secret))
		os.Exit(2)
	},
	"a signal": func() {
		letters(secret[0], secret[1], secret[2])
	},
}

// letters waits for the signal with letters among its arguments.
//
//go:noinline
func letters(a, b, c byte) {
	_ = syscall.Kill(os.Getpid(), syscall.SIGQUIT)
	select {}
}

// TestMain is also a program that ends badly, hushed or not.
func TestMain(m *testing.M) {
	how, hushed := strings.CutPrefix(os.Getenv(envTrial), "hushed ")
	switch {
	case how == "":
		os.Exit(m.Run())
	case how == "talk":
		talk()
		os.Exit(0)
	}
	if hushed {
		Hush()
	}
	endings[how]()
}

// talk says something in each of four states, the last after the process was replaced.
func talk() {
	if len(os.Args) > 1 {
		fmt.Fprintln(os.Stderr, "replaced")
		_, _ = unix.Write(2, []byte("file 2 again\n"))
		return
	}
	Hush()
	Hush() // twice is once
	fmt.Fprintln(os.Stderr, "stderr")
	log.SetFlags(0)
	log.Println("log")
	collect()
	if _, err := unix.Write(2, []byte("hidden\n")); err != nil {
		fmt.Fprintln(os.Stderr, "file 2 was closed:", err)
	}
	Loud()
	Loud()
	fmt.Fprintln(os.Stderr, "loud")
	log.Println("log again")
	_, _ = unix.Write(2, []byte("file 2\n"))
	Hush()
	Loud()
	fmt.Println(syscall.Exec("/proc/self/exe", []string{os.Args[0], "again"}, os.Environ()))
}

// collect lets the collector close what nobody holds any more.
func collect() {
	for range 3 {
		gone := make(chan struct{})
		func() {
			f := new([64]byte)
			runtime.SetFinalizer(f, func(*[64]byte) { close(gone) })
		}()
		runtime.GC()
		<-gone
	}
}

// child runs the program above, and gives what it printed and how it ended.
func child(how string) (said string, err error) {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), envTrial+"="+how, "GOTRACEBACK=all")
	out, err := c.CombinedOutput()
	return string(out), err
}

func TestACrashPrintsNoWords(t *testing.T) {
	for name := range endings {
		said, err := child("hushed " + name)
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 2 {
			t.Errorf("%s: it ended with %v", name, err)
		}
		if said != "" {
			t.Errorf("%s: it said %q", name, said)
		}
		if loud, _ := child(name); !strings.Contains(loud, secret) && !strings.Contains(loud, "letters") {
			t.Errorf("%s: the trial shows nothing, for without Hush it said only %q", name, loud)
		}
	}
}

func TestWhatIsSaidOnPurposeIsStillHeard(t *testing.T) {
	const want = "stderr\nlog\nloud\nlog again\nfile 2\nreplaced\nfile 2 again\n"
	if said, err := child("talk"); err != nil || said != want {
		t.Errorf("%q, %v", said, err)
	}
}
