//go:build root

package place

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"

	"afterglow/app/again"
)

// nobody is the one user as whom both processes run.
const nobody = 65534

// kept is in the memory of the process that is looked at.
var kept = []byte("a key of thirty-two random bytes")

func init() {
	trials["plain"] = waits
	trials["hard"] = func() {
		_ = Harden()
		waits()
	}
	trials["hard and replaced"] = func() {
		_ = Harden()
		if len(os.Args) == 1 {
			fmt.Println(again.Replace([]string{"again"}, "", nil))
			os.Exit(1)
		}
		waits()
	}
	trials["looks"] = looks
}

// waits lets itself be looked at, as far as the system's settings for debuggers go,
// so that it is the hardening alone that counts.
func waits() {
	_ = unix.Prctl(unix.PR_SET_PTRACER, ^uintptr(0), 0, 0, 0)
	fmt.Printf("%d %d\n", os.Getpid(), uintptr(unsafe.Pointer(&kept[0])))
	_, _ = io.Copy(io.Discard, os.Stdin)
}

// looks tries every way into the process named on its command line.
func looks() {
	pid, _ := strconv.Atoi(os.Args[1])
	at, _ := strconv.ParseUint(os.Args[2], 10, 64)
	proc := fmt.Sprintf("/proc/%d/", pid)
	got := make([]byte, len(kept))
	if f, err := os.Open(proc + "mem"); err == nil {
		if _, err := f.ReadAt(got, int64(at)); err == nil && string(got) == string(kept) {
			fmt.Println("mem")
		}
	}
	local, remote := unix.Iovec{Base: &got[0]}, unix.RemoteIovec{Base: uintptr(at), Len: len(got)}
	local.SetLen(len(got))
	clear(got)
	if _, err := unix.ProcessVMReadv(pid, []unix.Iovec{local}, []unix.RemoteIovec{remote}, 0); err == nil && string(got) == string(kept) {
		fmt.Println("process_vm_readv")
	}
	for _, name := range []string{"environ", "maps", "auxv"} {
		if b, err := os.ReadFile(proc + name); err == nil && len(b) > 0 {
			fmt.Println(name)
		}
	}
	if _, err := os.ReadDir(proc + "fd"); err == nil {
		fmt.Println("fd")
	}
	if err := unix.PtraceSeize(pid); err == nil {
		fmt.Println("ptrace")
	}
}

// TestNoOtherProcessOfTheSameUserReadsTheMemory needs root: it runs both processes as
// a user without rights.
func TestNoOtherProcessOfTheSameUserReadsTheMemory(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Fatal("this trial needs root")
	}
	program := forEveryone(t)
	for how, want := range map[string]string{
		"plain":             "mem process_vm_readv environ maps auxv fd ptrace",
		"hard":              "",
		"hard and replaced": "",
	} {
		target := as(program, how)
		in, err := target.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := target.StdoutPipe()
		if err == nil {
			err = target.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		line, err := bufio.NewReader(out).ReadString('\n')
		if err != nil {
			t.Fatalf("%s: %q, %v", how, line, err)
		}
		found, err := as(program, "looks", strings.Fields(line)...).CombinedOutput()
		if got := strings.Join(strings.Fields(string(found)), " "); err != nil || got != want {
			t.Errorf("%s: the way in is %q, want %q; %v", how, got, want, err)
		}
		in.Close()
		_ = target.Wait()
	}
}

// as is the test program doing something as nobody.
func as(program, how string, args ...string) *exec.Cmd {
	c := exec.Command(program, args...)
	c.Env = []string{envTrial + "=" + how}
	c.Dir = "/"
	c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	return c
}

// forEveryone copies the test program to where everyone may run it: one that may not
// be read would not be dumpable either.
func forEveryone(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "ag")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	path := filepath.Join(dir, "program")
	b, err := os.ReadFile("/proc/self/exe")
	if err == nil {
		err = os.WriteFile(path, b, 0o755)
	}
	for _, p := range []string{dir, path} {
		if err == nil {
			err = os.Chmod(p, 0o755)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}
