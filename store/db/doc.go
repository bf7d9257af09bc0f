// Package db holds the typed calls that sqlc writes from store/queries; run go generate in package store to renew
// them. Only package store uses it.
package db
