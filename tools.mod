// Tools that are built apart from the module, because they would bring in much that it does not need.
// Run one by: go tool -modfile=tools.mod sqlc version
module groupwork

go 1.26.0

tool github.com/sqlc-dev/sqlc/cmd/sqlc

require github.com/sqlc-dev/sqlc v1.31.1
