package place

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

const envHardened = "AFTERGLOW_TEST_HARDENED"

func TestMain(m *testing.M) {
	if os.Getenv(envHardened) == "" {
		os.Exit(m.Run())
	}
	err := Harden()
	dumpable, _, _ := unix.Syscall(unix.SYS_PRCTL, unix.PR_GET_DUMPABLE, 0, 0)
	var core unix.Rlimit
	_ = unix.Getrlimit(unix.RLIMIT_CORE, &core)
	fmt.Printf("%v dumpable %d core %d %d", err, dumpable, core.Cur, core.Max)
	os.Exit(0)
}

func TestAHardenedProcessIsNotDumpedAndNotRead(t *testing.T) {
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), envHardened+"=1")
	out, err := child.CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != "<nil> dumpable 0 core 0 0" {
		t.Fatalf("%s, %v", out, err)
	}
	if dumpable, _, _ := unix.Syscall(unix.SYS_PRCTL, unix.PR_GET_DUMPABLE, 0, 0); dumpable == 0 {
		t.Fatal("every process is like that here: the trial shows nothing")
	}
}
