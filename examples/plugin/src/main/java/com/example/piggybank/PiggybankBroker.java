package com.example.piggybank;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException.NotFound;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Reading;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.account.TransactionPage;
import io.brokerway.broker.account.TransactionQuery;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.MarketHours;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Piggybank for one token. Orders are refused by the contract's own defaults. */
final class PiggybankBroker implements Broker {
  private final PiggybankClient client;
  private final BrokerSession session;

  PiggybankBroker(PiggybankClient client, BrokerSession session) {
    this.client = client;
    this.session = session;
  }

  private PiggybankClient.Caller caller() {
    return new PiggybankClient.Caller(
        session.connection(), session.credentials().secret(PiggybankLogin.FIELD));
  }

  private static <T, R> Reading<R> whole(PiggybankClient.Reply<T> reply, Function<T, R> form) {
    return Reading.complete(form.apply(reply.body()), reply.startedAt());
  }

  @Override
  public Capabilities capabilities() {
    return PiggybankBrokerFactory.capabilities();
  }

  @Override
  public Reading<List<Account>> fetchAccounts() {
    return whole(client.accounts(caller()), PiggybankMapping::accounts);
  }

  @Override
  public Reading<Balance> fetchBalance(AccountKey account) {
    return whole(client.balance(caller(), account.value()), PiggybankMapping::balance);
  }

  @Override
  public Reading<List<Position>> fetchPositions(AccountKey account) {
    return whole(client.holdings(caller(), account.value()), PiggybankMapping::positions);
  }

  @Override
  public Reading<TransactionPage> fetchTransactions(AccountKey account, TransactionQuery query) {
    var page = client.entries(caller(), account.value(), query.since(), query.pageToken());
    return whole(page, PiggybankMapping::page);
  }

  @Override
  public Optional<Listing> findListing(Instrument instrument) {
    try {
      var share = client.share(caller(), symbol(instrument));
      return Optional.of(PiggybankMapping.listing(share.body()));
    } catch (NotFound e) {
      return Optional.empty();
    }
  }

  @Override
  public MarketHours fetchMarketHours(Instrument instrument) {
    var share = client.share(caller(), symbol(instrument));
    var open = PiggybankMapping.present("open", share.body().open());
    var session = open ? MarketHours.Session.REGULAR : MarketHours.Session.CLOSED;
    return new MarketHours(session, share.startedAt(), null, null);
  }

  private static String symbol(Instrument instrument) {
    if (instrument instanceof Instrument.Equity(var symbol, var _, var _)) {
      return symbol;
    }
    throw new Unsupported("Piggybank has shares alone");
  }

  @Override
  public void close() {
    // What connections share is the factory's.
  }
}
