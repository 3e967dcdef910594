//go:build !linux

package away

import "context"

func systemBus() string  { return "" }
func sessionBus() string { return "" }

// watchBuses: there are none here.
func watchBuses(context.Context, func(Reason), world) {}
