// Package matrix asks every route as every kind of person about every kind of thing, and compares the answers
// with table.txt, which is written by hand. A cell that the table does not know is a failure. A refused call
// must leave the records as they were, and "hidden" and "missing" must answer with the same bytes.
package matrix
