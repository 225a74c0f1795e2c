package planted.sagasonlylistenandsend.saga;

import org.axonframework.spring.stereotype.Saga;
import org.springframework.http.HttpHeaders;

/** Speaks HTTP itself. */
@Saga
public class ReadingSaga {

    HttpHeaders look() {
        return new HttpHeaders();
    }
}
