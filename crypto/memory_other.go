//go:build !linux && !darwin && !windows

package crypto

// machineMemory is the machine's memory in bytes, 0 if unknown.
func machineMemory() uint64 {
	return 0
}
