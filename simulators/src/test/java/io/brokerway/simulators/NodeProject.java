package io.brokerway.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A script and the packages that it needs, run by Node.js in a folder of the build. */
public final class NodeProject {
  private static final int PATIENCE_SECONDS = 60;

  private final Path folder;

  private NodeProject(Path folder) {
    this.folder = folder;
  }

  /** Installs the packages that a folder of {@code src/test/js} pins. */
  public static NodeProject install(String name) throws IOException, InterruptedException {
    var sources = Path.of("src/test/js", name);
    var folder = Path.of("target/js", name);
    Files.createDirectories(folder);
    try (var files = Files.list(sources)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    var project = new NodeProject(folder);
    project.run(Map.of(), List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"));
    return project;
  }

  /** Runs a script; what it printed. */
  public JsonNode run(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    return Json.read(run(environment, List.of("node", script)));
  }

  private String run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    var errors = folder.resolve(command.getFirst() + ".log").toFile();
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors);
    builder.environment().putAll(environment);
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue())
        .as("%s: %s %s", command, output, Files.readString(errors.toPath()))
        .isZero();
    return output;
  }
}
