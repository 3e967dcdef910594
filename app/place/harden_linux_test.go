package place

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

const envTrial = "AFTERGLOW_TEST_PLACE"

// trials are what the test program does instead of testing.
var trials = map[string]func(){"hardened": tellsHowHard}

func TestMain(m *testing.M) {
	if trial := trials[os.Getenv(envTrial)]; trial != nil {
		trial()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func tellsHowHard() {
	err := Harden()
	dumpable, _, _ := unix.Syscall(unix.SYS_PRCTL, unix.PR_GET_DUMPABLE, 0, 0)
	var core unix.Rlimit
	_ = unix.Getrlimit(unix.RLIMIT_CORE, &core)
	fmt.Printf("%v dumpable %d core %d %d", err, dumpable, core.Cur, core.Max)
}

func TestAHardenedProcessIsNotDumpedAndNotRead(t *testing.T) {
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), envTrial+"=hardened")
	out, err := child.CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != "<nil> dumpable 0 core 0 0" {
		t.Fatalf("%s, %v", out, err)
	}
	if dumpable, _, _ := unix.Syscall(unix.SYS_PRCTL, unix.PR_GET_DUMPABLE, 0, 0); dumpable == 0 {
		t.Fatal("every process is like that here: the trial shows nothing")
	}
}
