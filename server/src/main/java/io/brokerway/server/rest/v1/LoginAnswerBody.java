package io.brokerway.server.rest.v1;

import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.Secret;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came back from the user; none of both asks how an approval stands.
 *
 * @param address where the broker sent the user to
 * @param fields what the user typed, by name
 */
record LoginAnswerBody(@Nullable String address, @Nullable Map<String, Secret> fields) {
  LoginAnswerBody {
    if (address != null && fields != null) {
      throw new IllegalArgumentException("takes address or fields, not both");
    }
  }

  LoginAnswer toAnswer() {
    if (address != null) {
      return new LoginAnswer.Returned(URI.create(address));
    }
    return fields != null ? new LoginAnswer.Typed(fields) : new LoginAnswer.Poll();
  }
}
