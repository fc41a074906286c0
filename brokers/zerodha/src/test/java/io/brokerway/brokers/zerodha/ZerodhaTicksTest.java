package io.brokerway.brokers.zerodha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class ZerodhaTicksTest {
  private static final int INFOSYS = 408_065;

  @Test
  void aLastPriceIsInPaise() {
    var tick = ZerodhaTicks.read(hex("00010008000b45010001e8d4")).getFirst();

    assertThat(tick.token()).isEqualTo(738_561);
    assertThat(tick.last()).isEqualByComparingTo("1251.40");
    assertThat(tick.bid()).isNull();
    assertThat(tick.at()).isNull();
  }

  @Test
  void aFullPacketHasTheBestPricesAndItsTime() {
    var packet = ByteBuffer.allocate(184);
    packet.putInt(0, INFOSYS).putInt(4, 157_370).putInt(8, 7).putInt(40, 156_780);
    packet.putInt(60, 1_625_461_887);
    packet.putInt(64, 5).putInt(68, 157_340).putInt(124, 172).putInt(128, 157_370);

    var tick = ZerodhaTicks.read(framed(packet.array())).getFirst();

    assertThat(tick.lastQuantity()).isEqualByComparingTo("7");
    assertThat(tick.previousClose()).isEqualByComparingTo("1567.80");
    assertThat(tick.bid()).isEqualByComparingTo("1573.40");
    assertThat(tick.bidSize()).isEqualByComparingTo("5");
    assertThat(tick.ask()).isEqualByComparingTo("1573.70");
    assertThat(tick.askSize()).isEqualByComparingTo("172");
    assertThat(tick.at()).isEqualTo(Instant.parse("2021-07-05T05:11:27Z"));
  }

  @Test
  void whereNobodyBidsThereIsNoPrice() {
    var tick = ZerodhaTicks.read(framed(new byte[184])).getFirst();

    assertThat(tick.bid()).isNull();
    assertThat(tick.ask()).isNull();
    assertThat(tick.at()).isNull();
  }

  @Test
  void currenciesHaveMoreDecimals() {
    var dollar = ByteBuffer.allocate(8).putInt(0, (1_612 << 8) | 3).putInt(4, 727_550_000);

    assertThat(ZerodhaTicks.read(framed(dollar.array())).getFirst().last())
        .isEqualByComparingTo("72.755");
  }

  @Test
  void aFrameMayHoldSeveralPackets() {
    assertThat(ZerodhaTicks.read(hex("00020008000b45010001e8d40008000639010002634e")))
        .extracting(ZerodhaTicks.Tick::token)
        .containsExactly(738_561L, 407_809L);
  }

  @Test
  void aSignOfLifeHasNoPrices() {
    assertThat(ZerodhaTicks.read(new byte[1])).isEmpty();
    assertThat(ZerodhaTicks.read(new byte[2])).isEmpty();
  }

  @Test
  void aFrameOfAnotherLengthIsRefused() {
    for (var frame :
        new String[] {
          "0001", "00010008000b4501", "00010004000b4501", "00010008000b45010001e8d4ff"
        }) {
      assertThatThrownBy(() -> ZerodhaTicks.read(hex(frame)))
          .as(frame)
          .isInstanceOf(UnexpectedReply.class);
    }
  }

  private static byte[] framed(byte[] packet) {
    return ByteBuffer.allocate(packet.length + 4)
        .putShort((short) 1)
        .putShort((short) packet.length)
        .put(packet)
        .array();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
