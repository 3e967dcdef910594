package again

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

const envTrial = "AFTERGLOW_TEST_AGAIN"

// TestMain is also the program that replaces itself.
func TestMain(m *testing.M) {
	switch {
	case os.Getenv(envTrial) == "":
		os.Exit(m.Run())
	case len(os.Args) == 1:
		// A file as a library opens it: it would go along.
		fd, err := unix.Open(os.Args[0], unix.O_RDONLY, 0)
		fmt.Println("before", os.Getpid(), fd > 2, err)
		fmt.Println(Replace([]string{"after", fmt.Sprint(fd)}, "--kept", []byte("sealed words")))
		os.Exit(1)
	default:
		_, err := os.Stat("/proc/self/fd/" + os.Args[2])
		number, _ := strconv.Atoi(os.Args[4])
		KeepName()
		name, _ := os.ReadFile("/proc/self/comm")
		fmt.Println(strings.TrimSpace(string(name)), os.Args[1], os.Getpid(), os.IsNotExist(err), os.Args[3], string(Kept(number)), Kept(number) == nil)
		os.Exit(0)
	}
}

func TestNothingWasKeptUnderANumberThatIsNoFile(t *testing.T) {
	for _, n := range []int{-1, 0, 2, 1 << 20} {
		if Kept(n) != nil {
			t.Error(n)
		}
	}
}

func TestAProcessReplacesItselfAndTakesNoFileAlong(t *testing.T) {
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), envTrial+"=1")
	out, err := child.CombinedOutput()
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if err != nil || len(lines) != 2 {
		t.Fatalf("%s, %v", out, err)
	}
	pid := fmt.Sprint(child.Process.Pid)
	if lines[0] != "before "+pid+" true <nil>" || lines[1] != "again.test after "+pid+" true --kept sealed words true" {
		t.Errorf("%s", out)
	}
}
