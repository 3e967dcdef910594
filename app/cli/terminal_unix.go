//go:build unix

package cli

import "os"

// terminal is the one this program was started on, whatever its streams are.
func terminal() (in, out *os.File, err error) {
	if in, err = os.OpenFile("/dev/tty", os.O_RDWR, 0); err != nil {
		return nil, nil, err
	}
	if out, err = os.OpenFile("/dev/tty", os.O_RDWR, 0); err != nil {
		in.Close()
		return nil, nil, err
	}
	return in, out, nil
}
