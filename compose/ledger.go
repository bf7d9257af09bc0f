package compose
type ledger struct{ hope int32 }
func (l *ledger) open(c *core, total int64) int64 { return total }
func (l *ledger) swapped(c *core, a, b, gain int32) int32 { return gain }
func (l *ledger) commit(c *core, g, h int32) {}
