package io.brokerway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlacePaperOrderTest {

  @Test
  void placesAPaperOrderThatItsVenueAccepts(@TempDir Path home) {
    var printed = new ByteArrayOutputStream();
    var before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      PlacePaperOrder.main(new String[] {home.toString()});
    } finally {
      System.setOut(before);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .containsPattern("(NEW|PARTIALLY_FILLED|FILLED) \\d+ AAPL");
  }

  @Test
  void staysShorterThanFortyLines() throws IOException {
    var source = Path.of("src/main/java/io/brokerway/examples/PlacePaperOrder.java");

    assertThat(Files.readAllLines(source).size()).isLessThan(40);
  }
}
