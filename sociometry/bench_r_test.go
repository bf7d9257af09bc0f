package sociometry

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// forR names a folder into which the networks of the benchmarks are written, for docs/bench-measure.R.
var forR = flag.String("for-r", "", "folder for the benchmarks' networks")

func TestTheNetworksOfTheBenchmarksCanBeGivenToR(t *testing.T) {
	if *forR == "" {
		t.Skip("no folder named by -for-r")
	}
	for name, rows := range map[string][][]float64{"network12": randomNetwork(12, 4, 1), "network500": randomNetwork(500, 10, 1), "network500dense": randomNetwork(500, 100, 1)} {
		var b strings.Builder
		for _, row := range rows {
			b.WriteString(strings.Trim(strings.ReplaceAll(fmt.Sprint(row), " ", ","), "[]") + "\n")
		}
		if err := os.WriteFile(filepath.Join(*forR, name+".csv"), []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
