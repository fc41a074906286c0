package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.http.EventStream;
import io.brokerway.kit.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The activities of an account as they are booked: dividends, fees, deposits, which the trade
 * stream does not tell. The form of an event is not documented well enough to book it, so each only
 * says that the account is to be read again; fills come by the trade stream. The stream goes on
 * behind the last event that was heard.
 */
final class AlpacaEvents implements EventStream.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(AlpacaEvents.class);
  private static final Pattern ULID = Pattern.compile("[0-9A-HJKMNP-TV-Z]{26}");
  private static final int SERVER_ERRORS = 500;
  private static final int TOO_MANY_REQUESTS = 429;

  private final AccountKey account;
  private final BrokerStream.Listener listener;
  private final Instant since;
  private volatile @Nullable String lastId;

  AlpacaEvents(AccountKey account, BrokerStream.Listener listener, Instant since) {
    this.account = account;
    this.listener = listener;
    this.since = since;
  }

  static EventStream open(
      BrokerHttp http,
      AlpacaClient client,
      AccountKey account,
      BrokerStream.Listener listener,
      Clock clock) {
    var events = new AlpacaEvents(account, listener, clock.instant());
    return EventStream.open(http, () -> client.activityEvents(events.lastId, events.since), events);
  }

  @Override
  public void onEvent(String data) {
    var event = read(data);
    var id = event == null ? null : id(event);
    if (id != null && id.equals(lastId)) {
      // The end that was asked to go on from is told again.
      return;
    }
    lastId = id == null ? lastId : id;
    if (event == null || !"FILL".equals(event.path("activity_type").asString(""))) {
      listener.onAccountChanged(account);
    }
  }

  private static @Nullable JsonNode read(String data) {
    try {
      return Json.tree(data.getBytes(StandardCharsets.UTF_8));
    } catch (UnexpectedReply e) {
      LOG.warn("alpaca: contract drift in the activity events, reading again instead", e);
      return null;
    }
  }

  private static @Nullable String id(JsonNode event) {
    for (var name : List.of("event_id", "event_ulid", "id")) {
      var id = event.path(name).asString("");
      if (ULID.matcher(id).matches()) {
        return id;
      }
    }
    return null;
  }

  @Override
  public void onDown(String why) {
    LOG.debug("alpaca: the activity events ended: {}", why);
  }

  /** A login or an account that is not let in stays out; activities are read by page anyway. */
  @Override
  public boolean onRefused(int status) {
    var again = status >= SERVER_ERRORS || status == TOO_MANY_REQUESTS;
    if (!again) {
      LOG.info("alpaca: no activity events for this login, status {}", status);
    }
    return again;
  }
}
