package torture

import (
	"flag"
	"os"
	"testing"

	"github.com/google/uuid"

	"groupwork/internal/served"
)

var (
	kills  = flag.Int("torture.kills", 500, "how often the process is killed while people write")
	shelf  = flag.String("torture.book", "", "folder that keeps the large book for further runs; a temporary one when none is named")
	binary served.Binary
)

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	binary.Remove()
	os.Exit(code)
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }
