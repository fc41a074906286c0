package io.brokerway.engine.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerId;
import io.brokerway.engine.plugins.Plugin.Refusal;
import io.brokerway.engine.scripted.ScriptedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginsTest {
  private static final String FACTORY = "tiny.TinyBrokerFactory";
  private static final Sha256 NOBODYS = new Sha256("ab".repeat(32));

  private final List<BrokerFactory> builtIn = List.of(new ScriptedBroker(Clock.systemUTC(), false));

  @TempDir private Path folder = Path.of(".");

  @Test
  void aListedPluginStandsBesideTheBuiltInAdapters() {
    var digest = JarForge.tiny().write(folder.resolve("tiny.jar"));

    var plugins = load(digest);

    assertThat(ids(plugins)).containsExactly("scripted", "tiny");
    assertThat(plugins.all())
        .containsExactly(new Plugin("tiny.jar", digest, List.of(new BrokerId("tiny")), null, ""));
    assertThat(plugins.refused()).isZero();
  }

  @Test
  void aPluginsClassesAreItsOwnAndTheContractIsShared() throws Exception {
    var digest = JarForge.tiny().write(folder.resolve("tiny.jar"));

    var factory = load(digest).brokers().getLast();

    var loader = factory.getClass().getClassLoader();
    assertThat(loader).isNotSameAs(BrokerFactory.class.getClassLoader());
    assertThat(loader.loadClass(BrokerFactory.class.getName())).isSameAs(BrokerFactory.class);
    assertThat(loader.loadClass("org.slf4j.Logger")).isSameAs(org.slf4j.Logger.class);
    assertThatThrownBy(() -> loader.loadClass("io.brokerway.engine.vault.Vault"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThatThrownBy(() -> Class.forName(FACTORY)).isInstanceOf(ClassNotFoundException.class);
    try (var service =
        loader.getResourceAsStream("META-INF/services/" + BrokerFactory.class.getName())) {
      assertThat(service).hasContent(FACTORY);
    }
  }

  @Test
  void twoPluginsMayHoldDifferentVersionsOfOneClass() {
    var first = JarForge.tiny().write(folder.resolve("a.jar"));
    var second =
        JarForge.tiny()
            .replace(FACTORY, "BrokerId(\"tiny\")", "BrokerId(\"small\")")
            .replace("tiny.Name", "\"Tiny\"", "\"Small\"")
            .write(folder.resolve("b.jar"));

    var plugins = load(first, second);

    assertThat(plugins.brokers().stream().skip(1).map(one -> one.profile().name()))
        .containsExactly("Tiny", "Small");
  }

  @Test
  void whatWasHashedIsWhatRuns() throws IOException {
    var jar = folder.resolve("tiny.jar");
    var digest = JarForge.tiny().entry("tiny/word.txt", "as listed".getBytes(UTF_8)).write(jar);
    var factory = load(digest).brokers().getLast();

    JarForge.tiny().entry("tiny/word.txt", "as changed".getBytes(UTF_8)).write(jar);

    try (var word = factory.getClass().getResourceAsStream("word.txt")) {
      assertThat(word).hasContent("as listed");
    }
  }

  @Test
  void theClassesForThisJavaWinInAMultiReleaseJar() {
    var later =
        JarForge.compile(
            Map.of(
                "tiny.Name",
                "package tiny; class Name { static String of() { return \"Later\"; } }"));
    var digest =
        JarForge.tiny()
            .entry(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\nMulti-Release: true\n".getBytes(UTF_8))
            .entry(
                "META-INF/versions/21/tiny/Name.class",
                Objects.requireNonNull(later.get("tiny.Name")))
            .entry("META-INF/versions/99/tiny/Name.class", new byte[] {1})
            .write(folder.resolve("tiny.jar"));

    assertThat(load(digest).brokers().getLast().profile().name()).isEqualTo("Later");
  }

  @Test
  void aJarThatIsNotListedIsRefusedAndNothingOfItRuns() {
    var digest =
        JarForge.tiny()
            .replace(
                FACTORY,
                "@Override\n  public BrokerProfile",
                "static { System.setProperty(\"tiny.ran\", \"yes\"); }\n  public BrokerProfile")
            .write(folder.resolve("tiny.jar"));

    var plugins = load(NOBODYS);

    assertThat(ids(plugins)).containsExactly("scripted");
    assertThat(plugins.all())
        .extracting(Plugin::refusal)
        .containsExactly(Refusal.NOT_LISTED, Refusal.MISSING);
    assertThat(plugins.all()).extracting(Plugin::digest).containsExactly(digest, NOBODYS);
    assertThat(System.getProperty("tiny.ran")).isNull();
  }

  @Test
  void aJarThatIsNoneIsUnreadable() throws IOException {
    var file = folder.resolve("text.jar");
    Files.writeString(file, "no jar");
    Files.createDirectory(folder.resolve("folder.jar"));

    var plugins = load(Sha256.of(Files.readAllBytes(file)));

    assertThat(plugins.all())
        .extracting(Plugin::refusal)
        .containsExactly(Refusal.UNREADABLE, Refusal.UNREADABLE);
  }

  @Test
  void aJarThatEndsInItsMiddleIsUnreadable() throws IOException {
    var file = folder.resolve("half.jar");
    JarForge.tiny().write(file);
    var half = Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) / 3);
    Files.write(file, half);

    assertThat(only(load(Sha256.of(half))).refusal()).isEqualTo(Refusal.UNREADABLE);
  }

  @Test
  void aJarWithoutTheServiceBringsNoAdapter() {
    var digest = JarForge.tiny().withoutService().write(folder.resolve("tiny.jar"));

    refused(digest, Refusal.NO_ADAPTER, "META-INF/services/io.brokerway.broker.BrokerFactory");
  }

  @Test
  void aServiceThatNamesAMissingClassBringsNoAdapter() {
    var digest = JarForge.tiny().service("tiny.Gone").write(folder.resolve("tiny.jar"));

    refused(digest, Refusal.NO_ADAPTER, "tiny.Gone");
  }

  @Test
  void aFactoryThatThrowsIsBroken() {
    var digest =
        JarForge.tiny()
            .replace(
                FACTORY,
                "@Override\n  public BrokerProfile",
                "public TinyBrokerFactory() { throw new IllegalStateException(\"no licence\"); }\n  public BrokerProfile")
            .write(folder.resolve("tiny.jar"));

    refused(digest, Refusal.BROKEN, "no licence");
  }

  @Test
  void aFactoryWhoseClassCannotStartIsBroken() {
    var digest =
        JarForge.tiny()
            .replace(
                FACTORY,
                "static final Account ACCOUNT",
                "static final int ONE = Integer.parseInt(\"one\");\n  static final Account ACCOUNT")
            .write(folder.resolve("tiny.jar"));

    refused(digest, Refusal.BROKEN, "ExceptionInInitializerError");
  }

  @Test
  void aProfileThatThrowsOrIsNullOrHasABadSettingIsBroken() {
    for (var profile :
        List.of(
            "throw new IllegalStateException(\"told\");",
            "throw new AssertionError(\"told\");",
            "if (true) { return null; }")) {
      var digest =
          JarForge.tiny()
              .replace(
                  FACTORY,
                  "var login =",
                  profile.startsWith("if")
                      ? profile + " var login ="
                      : "if (true) { " + profile + " } var login =")
              .write(folder.resolve("tiny.jar"));
      refused(digest, Refusal.BROKEN, profile.startsWith("if") ? "no profile" : "told");
    }
    var digest =
        JarForge.tiny()
            .replace(FACTORY, "\"base-url\"", "\"base url\"")
            .write(folder.resolve("tiny.jar"));
    refused(digest, Refusal.BROKEN, "kebab-case");
  }

  @Test
  void aBrokerThatIsThereAlreadyIsADuplicate() {
    var built =
        JarForge.tiny()
            .replace(FACTORY, "BrokerId(\"tiny\")", "BrokerId(\"scripted\")")
            .write(folder.resolve("a.jar"));
    var first = JarForge.tiny().write(folder.resolve("b.jar"));
    var second =
        JarForge.tiny().replace("tiny.Name", "\"Tiny\"", "\"Twin\"").write(folder.resolve("c.jar"));

    var plugins = load(built, first, second);

    assertThat(plugins.all())
        .extracting(Plugin::refusal)
        .containsExactly(Refusal.DUPLICATE, null, Refusal.DUPLICATE);
    assertThat(plugins.all().getFirst().problem()).contains("'scripted'");
    assertThat(plugins.brokers().getLast().profile().name()).isEqualTo("Tiny");
  }

  @Test
  void aPluginThatNeedsAClassNobodyHasIsIncompatible() {
    var digest =
        JarForge.tiny()
            .against(
                "lib.Json",
                "package lib; public class Json { public static int parse() { return 1; } }")
            .replace(
                FACTORY, "return read(List.of());", "lib.Json.parse(); return read(List.of());")
            .write(folder.resolve("tiny.jar"));

    refused(digest, Refusal.INCOMPATIBLE, "needs lib.Json, which is not in the jar");
  }

  @Test
  void aPluginThatNeedsAClassOfTheGatewaysIsIncompatible() {
    var digest =
        JarForge.tiny()
            .replace(
                FACTORY,
                "return read(List.of());",
                "io.brokerway.engine.Engine.open(null); return read(List.of());")
            .write(folder.resolve("tiny.jar"));

    refused(digest, Refusal.INCOMPATIBLE, "needs io.brokerway.engine.Engine");
  }

  @Test
  void aPluginOfAnotherContractIsIncompatible() {
    var class_ =
        JarForge.tiny()
            .against(
                "io.brokerway.broker.Later", "package io.brokerway.broker; public class Later {}")
            .replace(FACTORY, "return read(List.of());", "new Later(); return read(List.of());")
            .write(folder.resolve("tiny.jar"));
    refused(
        class_,
        Refusal.INCOMPATIBLE,
        "io.brokerway.broker.Later, which is not in this gateway's contract");

    var method =
        JarForge.tiny()
            .against(
                "io.brokerway.broker.CurrencyCode",
                "package io.brokerway.broker; public record CurrencyCode(String value) { public static final CurrencyCode USD = null; public boolean isCrypto() { return false; } }")
            .replace(
                FACTORY,
                "return read(List.of());",
                "CurrencyCode.USD.isCrypto(); return read(List.of());")
            .write(folder.resolve("tiny.jar"));
    refused(method, Refusal.INCOMPATIBLE, "CurrencyCode.isCrypto()Z");
  }

  @Test
  void aPluginThatLacksAMethodOfTheContractIsIncompatible() {
    var digest =
        JarForge.tiny()
            .against(
                "io.brokerway.broker.login.Login",
                "package io.brokerway.broker.login; public interface Login {}")
            .replace(FACTORY, "@Override\n    public LoginStep begin", "public LoginStep start")
            .write(folder.resolve("tiny.jar"));

    refused(digest, Refusal.INCOMPATIBLE, "has no io.brokerway.broker.login.Login.begin");
  }

  @Test
  void aListTakesWhatSha256sumPrints() {
    var upper = "AB".repeat(32);

    assertThat(PluginSource.parseList(" " + upper + ",\n" + "cd".repeat(32) + " "))
        .containsExactlyInAnyOrder(NOBODYS, new Sha256("cd".repeat(32)));
    assertThat(PluginSource.parseList("")).isEmpty();
    assertThatThrownBy(() -> PluginSource.parseList("abc")).hasMessageContaining("'abc'");
  }

  @Test
  void aFolderThatIsNotThereHasNoPlugins() {
    var plugins = Plugins.load(new PluginSource(folder.resolve("none"), Set.of()), builtIn);

    assertThat(plugins.all()).isEmpty();
    assertThat(plugins.brokers()).isEqualTo(builtIn);
  }

  private Plugins load(Sha256... listed) {
    return Plugins.load(
        new PluginSource(folder, Arrays.stream(listed).collect(Collectors.toSet())), builtIn);
  }

  private void refused(Sha256 digest, Refusal why, String words) {
    var plugins = load(digest);
    assertThat(ids(plugins)).containsExactly("scripted");
    var plugin = only(plugins);
    assertThat(plugin.refusal()).as(plugin.problem()).isEqualTo(why);
    assertThat(plugin.problem()).contains(words);
  }

  private static Plugin only(Plugins plugins) {
    assertThat(plugins.all()).hasSize(1);
    return plugins.all().getFirst();
  }

  private static List<String> ids(Plugins plugins) {
    return plugins.brokers().stream().map(one -> one.profile().id().value()).toList();
  }
}
