package outcome

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// forR names a folder into which the programme of the benchmark is written, for docs/bench-measure.R.
var forR = flag.String("for-r", "", "folder for the benchmark's programme")

func TestTheProgrammeOfTheBenchmarkCanBeGivenToR(t *testing.T) {
	if *forR == "" {
		t.Skip("no folder named by -for-r")
	}
	d := manyGroups(2000, 10, 1)
	var b strings.Builder
	b.WriteString("group,arm,pre,post\n")
	for i := range d.Group {
		fmt.Fprintf(&b, "%d,%d,%.17g,%.17g\n", d.Group[i], d.Arm[i], d.Pre[i], d.Post[i])
	}
	if err := os.WriteFile(filepath.Join(*forR, "programme.csv"), []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	r, ok := Programme(d)
	if !ok || r.Mixed == nil {
		t.Fatal("no result")
	}
	t.Logf("random intercept: arm %.6f, SE %.6f, tau2 %.6f, sigma2 %.6f", r.Mixed.Fixed[1], r.Mixed.SE[1], r.Mixed.Tau2, r.Mixed.Sigma2)
}
