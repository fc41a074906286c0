package io.brokerway.brokers.alpaca;

import io.brokerway.broker.Environment;
import io.brokerway.broker.account.AccountKey;

/** One account of a login, with what acts on it: live and paper have their own hosts. */
record AlpacaSeat(
    AccountKey account,
    Environment environment,
    AlpacaClient client,
    AlpacaOrderSearch search,
    AlpacaOrderEntry entry,
    AlpacaReplace replace) {}
