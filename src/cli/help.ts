export const help = `Usage: fireworks-gateway COMMAND [options]

Commands
  create-secret KEY_NAME  creates a secret. Its value is read from stdin, without the line break
                          that it may end in; at a terminal it is asked for and not shown.
      --name ID           its id, or its full name accounts/ACCOUNT/secrets/ID
                          (default: KEY_NAME in lower case, with hyphens for underscores)
      --from-file FILE    takes the value from a file, as it is
      --from-env VAR      takes the value from a variable of the environment
  import FILE             creates a secret for each entry of a .env file, goes on after a failure
      --only A,B          these entries alone
      --skip-existing     what exists already is no failure, and is left as it is
  mock                    serves a fake gateway on loopback until it is interrupted, for tests in
                          any language; it keeps what is created in memory
      --port N            (default: a free one)

Options, before or after the command
      --account ID        the account (default: FIREWORKS_ACCOUNT_ID); not for mock
      --base-url URL      where the gateway is (default: FIREWORKS_BASE_URL, else the vendor's);
                          not for mock
      --timeout MS        milliseconds for each secret (default: 60000); not for mock
      --dry-run           sends nothing, shows what would be sent, values masked
      --json              prints results as JSON, one per line
  -h, --help
      --version           this package's and its OpenAPI document's

Environment
  FIREWORKS_API_KEY       the API key; there is no option for it, nor for a value: the shell's
                          history and ps would show them
  FIREWORKS_ACCOUNT_ID, FIREWORKS_BASE_URL
  NO_COLOR                if not empty, no colours

Results go to stdout, everything else to stderr.

Exit codes
  0  done
  1  failed: at least one secret was not created, as far as is known
  2  what was given cannot be used; nothing was sent`;
