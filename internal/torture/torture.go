// Package torture does to the product what life does: it kills the process while people write, searches every
// byte for names that must not be there, and fills books until they are large.
package torture
