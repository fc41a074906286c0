package com.example.piggybank;

import io.brokerway.broker.Environment;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.Secret;
import io.brokerway.conformance.CannotSimulate;
import io.brokerway.conformance.LoginEnd;
import io.brokerway.conformance.LoginTry;
import io.brokerway.conformance.SimulatedAccount;
import io.brokerway.conformance.TakenOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One account of the simulated Piggybank, and its user. Thread-safe. */
final class PiggybankAccount implements SimulatedAccount {
  private final PiggybankSimulator house;
  private final int number;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Map<String, Object>> holdings = new ArrayList<>();
  private BigDecimal cash;

  /** A movement of cash; its id is its place. */
  record Entry(String id, BigDecimal amount, Instant at) {
    Map<String, Object> wire() {
      return Map.of("id", id, "kind", "paid-in", "amount", amount, "at", at.toString());
    }
  }

  PiggybankAccount(PiggybankSimulator house, int number, BigDecimal cash) {
    this.house = house;
    this.number = number;
    this.cash = cash;
  }

  String id() {
    return "pig-" + number;
  }

  String token() {
    return "token-of-pig-%06d".formatted(number);
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  synchronized List<Map<String, Object>> holdings() {
    return List.copyOf(holdings);
  }

  synchronized void hold(String symbol, String shares) {
    holdings.add(Map.of("symbol", symbol, "shares", new BigDecimal(shares)));
  }

  @Override
  public String number() {
    return "PB-%08d".formatted(number);
  }

  @Override
  public LoginRequest request(LoginTry how) {
    var token = how == LoginTry.WRONG_SECRET ? "nobodys-token" : token();
    return new LoginRequest(
        "token", Environment.LIVE, Map.of("token", Secret.of(token)), Map.of(), null, null);
  }

  @Override
  public List<String> secrets() {
    return List.of(token());
  }

  @Override
  public void endLogin(LoginEnd end) {
    switch (end) {
      case REVOKED -> house.revoke(this);
      case TOKEN_EXPIRED -> throw new CannotSimulate("a token that ends by itself");
    }
  }

  @Override
  public synchronized BigDecimal cash() {
    return cash;
  }

  @Override
  public List<TakenOrder> taken() {
    return List.of();
  }

  @Override
  public synchronized void deposit(BigDecimal amount) {
    cash = cash.add(amount);
    entries.add(new Entry(Integer.toString(entries.size() + 1), amount, house.now()));
  }
}
