import java.util.ArrayList;

/**
 * Fills one account with positions, connects it and prints its id.
 *
 * <p>Arguments: gateway, simulators, positions.
 */
public final class PositionsRead {
  public static void main(String[] args) throws Exception {
    var gateway = args[0];
    var simulators = args[1];
    var wanted = Integer.parseInt(args[2]);
    var login = Client.account(simulators, 1);
    var symbols =
        new ArrayList<>(Client.symbols(simulators, login, "assets?asset_class=us_equity", 40));
    symbols.addAll(
        Client.symbols(
            simulators,
            login,
            "options/contracts?underlying_symbols=AAPL,MSFT,SPY&limit=1000",
            wanted - symbols.size()));
    Client.hold(simulators, login, symbols);
    var connection = Client.connect(gateway, login);
    Client.post(gateway + "/api/v1/connections/" + connection + "/sync", "").ok();
    var accounts = Client.get(gateway + "/api/v1/accounts?limit=1000").ok().body();
    var account =
        accounts.substring(0, accounts.indexOf("\"connectionId\":\"" + connection)).lastIndexOf("\"id\":\"");
    System.out.println(accounts.substring(account + 6, account + 42));
  }
}
