package io.codemaster.executor.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;

class DocumentLinkTest {

    private static final String TOKEN = "B4EPdAYx8oi8HRxgPQQbM15UcBf";

    @ParameterizedTest
    @CsvSource({
        "https://acme.feishu.cn/docx/" + TOKEN + ", DOCUMENT, https://acme.feishu.cn/docx/" + TOKEN,
        "https://acme.feishu.cn/wiki/" + TOKEN + ", WIKI_PAGE, https://acme.feishu.cn/wiki/" + TOKEN,
        "https://acme.larksuite.com/docx/" + TOKEN + ", DOCUMENT, https://acme.larksuite.com/docx/" + TOKEN,
        "https://acme.sg.larkoffice.com/wiki/" + TOKEN + ", WIKI_PAGE, https://acme.sg.larkoffice.com/wiki/" + TOKEN,
        "HTTPS://Acme.Feishu.CN:443/docx/" + TOKEN + "/?from=from_copylink#part, DOCUMENT, https://acme.feishu.cn/docx/"
                + TOKEN,
        "'  https://acme.feishu.cn/docx/a_-9  ', DOCUMENT, https://acme.feishu.cn/docx/a_-9",
    })
    void aLinkAsItIsCopiedIsUnderstood(String written, DocumentLink.Kind kind, String normal) {
        var link = DocumentLink.parse(written);

        assertThat(link.kind()).isEqualTo(kind);
        assertThat(link.url()).isEqualTo(normal).endsWith("/" + link.token());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme.feishu.cn/docx/" + TOKEN,
                "http://acme.feishu.cn/docx/" + TOKEN,
                "ftp://acme.feishu.cn/docx/" + TOKEN,
                "file:///docx/" + TOKEN,
                "https:acme.feishu.cn/docx/" + TOKEN,
                "https://user@acme.feishu.cn/docx/" + TOKEN,
                "https://acme.feishu.cn@127.0.0.1/docx/" + TOKEN,
                "https://acme.feishu.cn:8443/docx/" + TOKEN,
                "https://127.0.0.1/docx/" + TOKEN,
                "https://evil.example/docx/" + TOKEN,
                "https://evil-feishu.cn/docx/" + TOKEN,
                "https://acme.feishu.cn.evil.example/docx/" + TOKEN,
                "https://.feishu.cn/docx/" + TOKEN,
                "https://acme..feishu.cn/docx/" + TOKEN,
                "https://acme.feishu.cn./docx/" + TOKEN,
                "https://acme.feishu.cn",
                "https://acme.feishu.cn/docx/",
                "https://acme.feishu.cn/docx//" + TOKEN,
                "https://acme.feishu.cn/DOCX/" + TOKEN,
                "https://acme.feishu.cn/drive/folder/" + TOKEN,
                "https://acme.feishu.cn/wiki/settings/" + TOKEN,
                "https://acme.feishu.cn/docx/..",
                "https://acme.feishu.cn/docx/../../im/v1/messages",
                "https://acme.feishu.cn/docx/..%2f..%2fim%2fv1%2fmessages%3freceive_id_type=open_id",
                "https://acme.feishu.cn/docx/a;b",
                "https://acme.feishu.cn/docx/a b",
                "https://acme.feishu.cn/docx/a\nb",
                "https://acme.feishu.cn/docx/退款",
                "https://acme.feishu.cn/docx/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            })
    void anythingElseIsRefusedWithASentenceThatSaysWhatToDo(String written) {
        var refusal = refusal(written);

        assertThat(refusal.code()).isEqualTo(ErrorCode.DOCUMENT_URL_NOT_ALLOWED);
        assertThat(refusal.field()).isEqualTo("url");
        assertThat(refusal.reason()).hasSizeGreaterThan(30).endsWith(".");
    }

    @ParameterizedTest
    @CsvSource({"sheets, spreadsheet", "base, base", "slides, presentation", "docs, old kind", "minutes, recording"})
    void whatIsNoDocumentIsNamed(String path, String word) {
        assertThat(refusal("https://acme.feishu.cn/" + path + "/" + TOKEN).reason())
                .contains(word);
    }

    @Test
    void whatPassesLeadsToFeishuAndItsTokenIsHarmlessInAPath() {
        var random = new Random(20261122);
        var pieces = List.of(
                "https",
                "http",
                "://",
                "/",
                "//",
                "@",
                "?",
                "#",
                "%",
                "%2f",
                "..",
                ".",
                "docx",
                "wiki",
                "acme",
                ".feishu.cn",
                ".larksuite.com",
                "feishu.cn",
                "127.0.0.1",
                ":443",
                ":80",
                TOKEN,
                "\\",
                " ",
                "\n",
                "é",
                ";");
        int passed = 0;
        for (int i = 0; i < 100_000; i++) {
            var text = new StringBuilder(random.nextInt(3) == 0 ? "" : "https://acme.feishu.cn/docx/");
            for (int n = random.nextInt(6); n >= 0; n--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            try {
                var link = DocumentLink.parse(text.toString());
                passed++;
                var again = URI.create(link.url());
                assertThat(link.token().value()).matches("[A-Za-z0-9_-]{1,64}");
                assertThat(again.getHost()).matches(".+\\.(feishu\\.cn|larksuite\\.com|larkoffice\\.com)");
                assertThat(again.getScheme()).isEqualTo("https");
                assertThat(again.getRawUserInfo()).isNull();
                assertThat(again.getRawPath()).matches("/(docx|wiki)/" + link.token());
                assertThat(DocumentLink.parse(link.url())).isEqualTo(link);
            } catch (CommandRejected refused) {
                assertThat(refused.<Rejection>getDetails().orElseThrow().reason())
                        .endsWith(".");
            }
        }
        assertThat(passed).isPositive();
    }

    private static Rejection refusal(String written) {
        var refused = catchThrowableOfType(CommandRejected.class, () -> DocumentLink.parse(written));
        assertThat(refused).as(written).isNotNull();
        return refused.<Rejection>getDetails().orElseThrow();
    }
}
