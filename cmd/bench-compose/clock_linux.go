package main

import (
	"runtime"
	"syscall"
	"time"
)

// cpuClock binds the run to a thread of its own and tells the CPU seconds that thread has used, so that a busy machine
// does not shorten a run. Call done when the run is over.
func cpuClock() (seconds func() float64, done func()) {
	runtime.LockOSThread()
	const thread = 1 // RUSAGE_THREAD
	var from syscall.Rusage
	if err := syscall.Getrusage(thread, &from); err != nil {
		start := time.Now()
		return func() float64 { return time.Since(start).Seconds() }, runtime.UnlockOSThread
	}
	return func() float64 {
		var now syscall.Rusage
		if syscall.Getrusage(thread, &now) != nil {
			return 1e9
		}
		return float64(now.Utime.Nano()+now.Stime.Nano()-from.Utime.Nano()-from.Stime.Nano()) / 1e9
	}, runtime.UnlockOSThread
}
