package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.http.HttpCall;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A secret API key: its name and the private half, which signs each request.
 *
 * @param encoded the private key as PKCS#8
 * @param portfolio the account that it was proven to open; empty before it is known
 */
record CoinbaseKey(String name, Kind kind, Secret encoded, CoinbaseSeat portfolio)
    implements CoinbaseCredentials {
  static final String OPTION = "api-key";
  static final String NAME_FIELD = "key_name";
  static final String SECRET_FIELD = "private_key";
  private static final String KIND_FACT = "key_kind";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_-]{8,200}");

  /** The two kinds of keys that Coinbase makes. */
  enum Kind {
    ECDSA("ES256", "EC", "SHA256withECDSAinP1363Format"),
    ED25519("EdDSA", "Ed25519", "Ed25519");

    private final String jwtName;
    private final String algorithm;
    private final String signature;

    Kind(String jwtName, String algorithm, String signature) {
      this.jwtName = jwtName;
      this.algorithm = algorithm;
      this.signature = signature;
    }

    String jwtName() {
      return jwtName;
    }

    String signature() {
      return signature;
    }
  }

  /** The key that a login left behind. */
  static CoinbaseKey of(Credentials credentials) {
    return new CoinbaseKey(
        credentials.facts().getOrDefault(NAME_FIELD, ""),
        Kind.valueOf(credentials.facts().getOrDefault(KIND_FACT, Kind.ECDSA.name())),
        credentials.secret(SECRET_FIELD),
        CoinbaseSeat.of(credentials.facts()));
  }

  /**
   * The key that a user pasted.
   *
   * @throws LoginRefused if a field is missing or can be no key
   */
  static CoinbaseKey typed(LoginRequest request) {
    var name = field(request, NAME_FIELD).strip();
    if (!NAME.matcher(name).matches()) {
      throw new LoginRefused(
          "key_name does not look like one of Coinbase's: organizations/.../apiKeys/... or an id");
    }
    var read = CoinbaseKeyFile.read(field(request, SECRET_FIELD));
    var key = new CoinbaseKey(name, read.kind(), read.encoded(), CoinbaseSeat.UNKNOWN);
    try {
      key.privateKey();
    } catch (IllegalStateException e) {
      throw new LoginRefused("private_key is no key of Coinbase's: paste it whole");
    }
    return key;
  }

  private static String field(LoginRequest request, String name) {
    var typed = request.fields().get(name);
    if (typed == null || typed.isEmpty()) {
      throw new LoginRefused(name + " is missing");
    }
    return typed.reveal();
  }

  PrivateKey privateKey() {
    return encoded.use(bytes -> {
      try {
        return KeyFactory.getInstance(kind.algorithm)
            .generatePrivate(new PKCS8EncodedKeySpec(bytes));
      } catch (GeneralSecurityException e) {
        // Without the cause: its message may quote what was read.
        throw new IllegalStateException("the private key cannot be read");
      }
    });
  }

  /** What the login leaves behind, once the account is known. */
  Credentials toCredentials(CoinbaseSeat proven) {
    return new Credentials(
        OPTION,
        Map.of(SECRET_FIELD, encoded),
        proven.facts(Map.of(NAME_FIELD, name, KIND_FACT, kind.name())),
        LoginLife.untilRevoked());
  }

  @Override
  public HttpCall.Builder sign(
      HttpCall.Builder call, String method, URI uri, Clock clock, RandomGenerator random) {
    var signed = method + " " + uri.getRawAuthority() + uri.getRawPath();
    var token = CoinbaseJwt.sign(this, signed, clock.instant(), random);
    return call.secretHeader("Authorization", Secret.of("Bearer " + token.reveal()));
  }

  @Override
  public Secret streamToken(Clock clock, RandomGenerator random) {
    return CoinbaseJwt.sign(this, null, clock.instant(), random);
  }

  @Override
  public boolean renews() {
    return false;
  }

  @Override
  public String budgetScope() {
    return "key-" + Integer.toHexString(name.hashCode());
  }

  /** Hidden: not even the name is shown. */
  @Override
  public String toString() {
    return "CoinbaseKey[hidden]";
  }
}
