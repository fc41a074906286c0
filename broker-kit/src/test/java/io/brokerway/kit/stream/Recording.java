package io.brokerway.kit.stream;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that remembers, and is live as soon as it is open. */
public class Recording implements WebSocketListener {
  public final List<WebSocketLine> lines = new CopyOnWriteArrayList<>();
  public final List<Instant> gaps = new CopyOnWriteArrayList<>();
  public final List<String> messages = new CopyOnWriteArrayList<>();
  public final List<Boolean> binary = new CopyOnWriteArrayList<>();
  public final List<String> downs = new CopyOnWriteArrayList<>();

  @Override
  public void onOpen(WebSocketLine line) {
    gaps.add(line.gapSince());
    line.live();
    lines.add(line);
  }

  @Override
  public void onMessage(WebSocketLine line, byte[] message, boolean isBinary) {
    binary.add(isBinary);
    messages.add(new String(message, StandardCharsets.UTF_8));
  }

  @Override
  public void onDown(String why) {
    downs.add(why);
  }
}
