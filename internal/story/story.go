// Package story holds the acceptance stories: what people do with Groupwork from the first invitation to signed
// notes, told as they would tell it, on real records in a folder of the test.
package story
