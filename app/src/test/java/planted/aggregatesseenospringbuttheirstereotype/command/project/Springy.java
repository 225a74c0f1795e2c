package planted.aggregatesseenospringbuttheirstereotype.command.project;

import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.http.HttpStatus;

/** Knows HTTP. */
@Aggregate
class Springy {

    HttpStatus status() {
        return HttpStatus.OK;
    }
}
