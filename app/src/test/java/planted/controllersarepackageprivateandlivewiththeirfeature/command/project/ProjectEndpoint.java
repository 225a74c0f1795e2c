package planted.controllersarepackageprivateandlivewiththeirfeature.command.project;

import org.springframework.web.bind.annotation.RestController;

/** Public, and not called a controller. */
@RestController
public class ProjectEndpoint {}
