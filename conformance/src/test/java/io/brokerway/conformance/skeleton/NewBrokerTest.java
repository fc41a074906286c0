package io.brokerway.conformance.skeleton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NewBrokerTest {
  private static final String ID = "acme_markets";
  private static final Pattern CASE = Pattern.compile("(?m)^case (\\S+): (.*)$");

  @TempDir private Path folder = Path.of(".");

  @Test
  void theSkeletonCompilesByTheRulesOfTheHouseAndFailsTheSuiteCaseByCase() throws Exception {
    var workshop = Workshop.in(folder);
    NewBroker.write(folder, ID);

    var classes = workshop.compile();
    var said = workshop.java(classes, SkeletonRun.class.getName(), ID);

    var cases = new LinkedHashMap<String, String>();
    CASE.matcher(said).results().forEach(one -> cases.put(one.group(1), one.group(2)));
    assertThat(cases).as(said).hasSizeGreaterThan(100);
    assertThat(cases.keySet())
        .contains("LOGIN-01-api-key", "BAL-01", "ORD-LIMIT-DAY-EQUITY", "UNKN-ABSENT");
    assertThat(cases.remove("PROFILE-01")).isEqualTo("passed");
    assertThat(cases.remove("REJ-00")).contains("documented causes of refusal");
    cases
        .values()
        .removeIf(why -> why.contains("AcmeMarketsSimulated.openAccount is to be written"));
    assertThat(cases).as("cases that do not say what is missing").isEmpty();
    assertThat(workshop.java(classes, SkeletonTests.class.getName(), ownTests()).lines())
        .filteredOn(line -> line.startsWith("passed "))
        .as("the skeleton's own tests")
        .hasSize(7);
  }

  private static String[] ownTests() {
    var adapter = "io.brokerway.brokers.acmemarkets.AcmeMarkets";
    return new String[] {
      adapter + "BrokerFactoryTest",
      adapter + "ConfigTest",
      adapter + "MappingTest",
      adapter + "ErrorsTest",
      "io.brokerway.simulators.acmemarkets.AcmeMarketsSimulatorTest"
    };
  }

  @Test
  void theBrokerIsJoinedWhereverABuildAsksForIt() throws Exception {
    var workshop = Workshop.in(folder);

    var files = NewBroker.write(folder, ID);

    assertThat(files).contains("docs/brokers/acme_markets.md", "pom.xml", "server/pom.xml");
    assertThat(workshop.text("pom.xml"))
        .containsOnlyOnce("<module>brokers/acmemarkets</module>")
        .containsOnlyOnce("<artifactId>broker-acmemarkets</artifactId>");
    assertThat(scope(workshop, "server/pom.xml")).isEqualTo("runtime");
    assertThat(scope(workshop, "conformance/pom.xml")).isEqualTo("test");
    for (var pom : new String[] {"pom.xml", "server/pom.xml", "brokers/acmemarkets/pom.xml"}) {
      DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(folder.resolve(pom).toFile());
    }
    assertThat(workshop.text("simulators/src/main/java/io/brokerway/simulators/Simulators.java"))
        .containsOnlyOnce("new AcmeMarketsSimulator()");
    assertThat(workshop.text("simulators/demo.env"))
        .endsWith("\nBROKERWAY_BROKER_ACME_MARKETS_BASE_URL=http://{simulators}/acme_markets\n");
    for (var file : files) {
      assertThat(workshop.text(file)).as(file).doesNotContainPattern("__[a-zA-Z]+__");
    }
  }

  private static String scope(Workshop workshop, String pom) throws IOException {
    var found =
        Pattern.compile("<artifactId>broker-acmemarkets</artifactId>\\s*<scope>(\\w+)</scope>")
            .matcher(workshop.text(pom));
    return found.find() ? found.group(1) : "none";
  }

  @Test
  void thePageHasTheHeadingsOfAllPages() throws IOException {
    Workshop.in(folder);
    NewBroker.write(folder, ID);

    assertThat(headings(folder.resolve("docs/brokers/acme_markets.md")))
        .contains("## Products", "## Oddities")
        .isSubsetOf(headings(Path.of("../docs/brokers/alpaca.md")));
  }

  private static java.util.List<String> headings(Path page) throws IOException {
    return Files.readAllLines(page).stream().filter(line -> line.startsWith("## ")).toList();
  }

  @Test
  void aBrokerThatIsThereAlreadyIsLeftAlone() throws IOException {
    var workshop = Workshop.in(folder);
    NewBroker.write(folder, ID);
    var before = workshop.text("pom.xml");

    assertThatThrownBy(() -> NewBroker.write(folder, ID))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is a broker 'acme_markets' already");
    assertThat(workshop.text("pom.xml")).isEqualTo(before);
  }

  @Test
  void nothingIsWrittenWhereAPlaceToJoinIsGone() throws IOException {
    var workshop = Workshop.in(folder);
    Files.writeString(
        folder.resolve("server/pom.xml"),
        workshop.text("server/pom.xml").replace("Not the", "The"));

    assertThatThrownBy(() -> NewBroker.write(folder, ID))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("server/pom.xml has changed its form")
        .hasMessageContaining("broker-acmemarkets");
    assertThat(folder.resolve("brokers")).doesNotExist();
    assertThat(workshop.text("pom.xml")).doesNotContain("acmemarkets");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Acme", "acme-markets", "1acme", "a", "acme__x", "../acme", "new", "acme_1"})
  void aNameThatIsNoIdIsRefused(String name) {
    assertThatThrownBy(() -> NewBroker.write(folder, name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }
}
