package io.brokerway.brokers.paper;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.CredentialField;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.Login;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.exchange.AccountTerms;
import io.brokerway.exchange.Venue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Opens a paper account, or one that was opened before. An account's id is drawn from 128 random
 * bits: who knows it opened it.
 */
final class PaperLogin implements Login {
  private static final String INITIAL_BALANCE = "initial_balance";
  private static final String MARGIN = "margin";
  private static final String ACCOUNT_ID = "account_id";
  private static final String ACCOUNT = "account";

  private static final BigDecimal DEFAULT_BALANCE = new BigDecimal("100000");
  private static final BigDecimal MAX_BALANCE = new BigDecimal("1000000000000");
  private static final int MAX_DECIMALS = 2;
  private static final int MAX_DIGITS = 32;
  private static final int ID_BITS = 128;
  private static final int ID_LENGTH = 25;
  private static final int BASE36 = 36;

  static final LoginOption OPTION =
      new LoginOption(
          "paper",
          LoginKind.NONE,
          "Paper account",
          Set.of(Environment.PAPER),
          List.of(
              CredentialField.text(
                      INITIAL_BALANCE, "Initial balance", "In dollars; 100000 if left out.")
                  .optional(),
              CredentialField.text(
                      MARGIN, "Margin", "true or false; with margin it may sell short.")
                  .optional(),
              CredentialField.text(
                      ACCOUNT_ID, "Account id", "Of a paper account that you opened before.")
                  .optional()),
          null,
          LoginLife.Renewal.NONE,
          true,
          false);

  private final Supplier<Venue> venue;
  private final SecureRandom random = new SecureRandom();

  PaperLogin(Supplier<Venue> venue) {
    this.venue = venue;
  }

  /** The account that a login opened. */
  static AccountKey account(Credentials credentials) {
    var key = credentials.facts().get(ACCOUNT);
    if (key == null) {
      throw new BrokerException.LoginNeeded("the paper login names no account");
    }
    return new AccountKey(key);
  }

  @Override
  public LoginStep begin(LoginRequest request) {
    if (!request.option().equals(OPTION.id()) || request.environment() != Environment.PAPER) {
      throw new BrokerException.LoginRefused("the paper broker has paper accounts only");
    }
    var known = text(request, ACCOUNT_ID);
    var account = known.isPresent() ? existing(known.get()) : open(request);
    var credentials =
        new Credentials(
            OPTION.id(), Map.of(), Map.of(ACCOUNT, account.value()), LoginLife.untilRevoked());
    return new LoginStep.LoggedIn(
        credentials, List.of(PaperMapping.account(venue.get().balance(account))));
  }

  private AccountKey existing(String id) {
    if (id.isBlank() || id.length() > MAX_DIGITS * 2) {
      throw unknownAccount();
    }
    var account = new AccountKey(id);
    try {
      venue.get().balance(account);
      return account;
    } catch (BrokerException.NotFound e) {
      throw unknownAccount();
    }
  }

  private static BrokerException.LoginRefused unknownAccount() {
    return new BrokerException.LoginRefused("account_id names no paper account");
  }

  private AccountKey open(LoginRequest request) {
    var cash = initialBalance(request);
    var terms = hasMargin(request) ? AccountTerms.margin() : AccountTerms.cash();
    var account = new AccountKey("paper_" + newId());
    venue.get().openAccount(account, terms, cash);
    return account;
  }

  private String newId() {
    var id = new BigInteger(ID_BITS, random).toString(BASE36);
    return "0".repeat(ID_LENGTH - id.length()) + id;
  }

  private static BigDecimal initialBalance(LoginRequest request) {
    var text = text(request, INITIAL_BALANCE);
    if (text.isEmpty()) {
      return DEFAULT_BALANCE;
    }
    try {
      var balance = text.get().length() > MAX_DIGITS ? null : new BigDecimal(text.get());
      // The scale first: 1e400 is a short text and a long number.
      if (balance != null
          && balance.scale() <= MAX_DECIMALS
          && balance.scale() >= -MAX_DIGITS
          && balance.signum() >= 0
          && balance.compareTo(MAX_BALANCE) <= 0) {
        return balance;
      }
    } catch (NumberFormatException e) {
      throw wrongBalance();
    }
    throw wrongBalance();
  }

  private static BrokerException.LoginRefused wrongBalance() {
    return new BrokerException.LoginRefused(
        "initial_balance must be an amount from 0 to %s with at most two decimals"
            .formatted(MAX_BALANCE.toPlainString()));
  }

  private static boolean hasMargin(LoginRequest request) {
    return switch (text(request, MARGIN).orElse("true").toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new BrokerException.LoginRefused("margin must be true or false");
    };
  }

  private static Optional<String> text(LoginRequest request, String field) {
    return Optional.ofNullable(request.fields().get(field))
        .filter(value -> !value.isEmpty())
        .map(Secret::reveal);
  }
}
