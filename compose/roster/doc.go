// Package roster turns a table of people into a composition problem, and a composition into a table, JSON or a picture.
//
// The first row names the columns, the first column the people. A column is an attribute; ":kind" after its name says
// how to read it, as in "age:number", "level:ordered(low<mid<high)", "gender:category", "languages:several" and
// "free:hours"; without it, columns of numbers are numbers and others categories. Some names are taken: together,
// apart, choices (people, with semicolons between), group and not in (numbers of groups). "Bo*3" in together or apart
// is a preference of weight 3; a name alone must hold. Every complaint names file, row and column.
package roster
