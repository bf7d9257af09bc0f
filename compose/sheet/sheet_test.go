package sheet

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestTablesAreReadAsSpreadsheetsWriteThem(t *testing.T) {
	for name, text := range map[string]string{"commas": "name,age\nAda,12\n", "semicolons": "name;age\r\nAda;12\r\n",
		"tabs": "name\tage\nAda\t12", "a mark at the start": "\ufeffname,age\nAda,12\n"} {
		rows, err := Read("p.csv", []byte(text))
		if err != nil || len(rows) != 2 || !slices.Equal(rows[0], []string{"name", "age"}) || rows[1][1] != "12" {
			t.Errorf("%s: %v, %v", name, rows, err)
		}
	}
}

func TestRowsKeepTheirNumberWhenSomeAreEmptyOrBroken(t *testing.T) {
	rows, err := Read("p.csv", []byte("name,note\n\nAda,\"two\nlines\"\nBen,x\n"))
	if err != nil || rows[2][0] != "Ada" || rows[4][0] != "Ben" {
		t.Fatal(rows, err)
	}
}

func TestWhatIsNoTableIsRefusedWithTheReason(t *testing.T) {
	for key, content := range map[string][]byte{"quotes": []byte("name\n\"Ada\n"), "letters": {'n', 0xff, 0xfe}, "spreadsheet": []byte("PK\x03\x04 no book")} {
		_, err := Read("p.csv", content)
		var trouble *Trouble
		if !errors.As(err, &trouble) || trouble.Key != key || trouble.File != "p.csv" {
			t.Errorf("want %s, got %v", key, err)
		}
	}
}

func TestAWorkbookIsReadByItsContent(t *testing.T) {
	book := excelize.NewFile()
	for at, v := range map[string]string{"A1": "name", "B1": "age", "A2": "Ada", "B2": "12"} {
		if err := book.SetCellValue("Sheet1", at, v); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	rows, err := Read("people", out.Bytes())
	if err != nil || rows[1][1] != "12" {
		t.Fatal(rows, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("name,age\nAda,12"))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, content []byte) {
		if rows, err := Read("f.csv", content); err == nil && len(rows) > len(content)+1 {
			t.Fatalf("%d rows of %d bytes", len(rows), len(content))
		}
	})
}
