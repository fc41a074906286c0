package io.brokerway.kit.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority and what it signed, made by the JDK's keytool; all for 127.0.0.1 but one. */
final class Certificates {
  static final String GOOD = "good";
  static final String WRONG_HOST = "wrong-host";
  static final String EXPIRED = "expired";
  static final String NOT_YET_VALID = "not-yet-valid";
  static final String SELF_SIGNED = "self-signed";
  static final String EXPIRED_SELF_SIGNED = "expired-self-signed";

  private static final String AUTHORITY = "authority";
  private static final String PASSWORD = "changeit";
  private static final String LOCAL = "san=dns:localhost,ip:127.0.0.1";

  private final Path folder;
  private final KeyStore keys;

  private Certificates(Path folder, KeyStore keys) {
    this.folder = folder;
    this.keys = keys;
  }

  static Certificates in(Path folder) throws Exception {
    var file = folder.resolve("keys.p12");
    keytool(file, AUTHORITY, "-ext", "bc:c=ca:true", "-validity", "30");
    keytool(file, GOOD, "-signer", AUTHORITY, "-ext", LOCAL, "-validity", "30");
    keytool(file, WRONG_HOST, "-signer", AUTHORITY, "-ext", "san=dns:other.example.com");
    keytool(file, EXPIRED, "-signer", AUTHORITY, "-ext", LOCAL, "-startdate", "-9d");
    keytool(file, NOT_YET_VALID, "-signer", AUTHORITY, "-ext", LOCAL, "-startdate", "+9d");
    keytool(file, SELF_SIGNED, "-ext", LOCAL, "-validity", "30");
    keytool(file, EXPIRED_SELF_SIGNED, "-ext", LOCAL, "-startdate", "-9d");
    return new Certificates(folder, KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
  }

  private static void keytool(Path file, String alias, String... more) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg",
                "EC"));
    if (!List.of(more).contains("-validity")) {
      command.addAll(List.of("-validity", "5"));
    }
    command.addAll(List.of(more));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
  }

  /** A file that trusts the authority and nobody else. */
  Path trustStore() throws GeneralSecurityException, IOException {
    var trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry(AUTHORITY, keys.getCertificate(AUTHORITY));
    var file = folder.resolve("trust.p12");
    try (var out = Files.newOutputStream(file)) {
      trust.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  static String password() {
    return PASSWORD;
  }

  String fingerprint(String alias) throws GeneralSecurityException {
    var sha256 = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(sha256.digest(keys.getCertificate(alias).getEncoded()));
  }

  /** A server's socket that shows this certificate. */
  ServerSocket listening(String alias) throws GeneralSecurityException, IOException {
    var one = KeyStore.getInstance("PKCS12");
    one.load(null, null);
    var key = keys.getKey(alias, PASSWORD.toCharArray());
    one.setKeyEntry(alias, key, PASSWORD.toCharArray(), keys.getCertificateChain(alias));
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(one, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
  }
}
